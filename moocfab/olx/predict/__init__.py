"""What the importer of a target makes of an archive: refused, or what arrives, vanishes, is emptied or renamed."""

from moocfab.olx.predict.importing import is_read, predict, predict_archive
from moocfab.olx.predict.model import Arrived, Key, Prediction, Tree

__all__ = ["Arrived", "Key", "Prediction", "Tree", "is_read", "predict", "predict_archive"]
