"""What each platform is: one data file per target, read from its public code or seen by running it."""

from moocfab.targets.model import BlockForm, FieldType, Importing, Scripts, Target, VideoDelivery, load, names

__all__ = ["BlockForm", "FieldType", "Importing", "Scripts", "Target", "VideoDelivery", "load", "names"]
