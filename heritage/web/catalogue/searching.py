"""What a reader asks. It is read in `search.params`, since the machines' door asks the same."""

from heritage.search.params import FILTERS, PER_PAGE, Fault, Params, read_params

__all__ = ["FILTERS", "PER_PAGE", "Fault", "Params", "read_params"]
