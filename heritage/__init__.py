"""The Heritage Loss Archive: what was lost, who cared for it, and the sources that say so."""

__version__ = "0.1.0"
