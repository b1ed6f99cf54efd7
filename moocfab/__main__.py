"""`python -m moocfab` is `moocfab`."""

from moocfab.cli import main

if __name__ == "__main__":
    main()
