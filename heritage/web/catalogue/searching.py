"""What a reader asks. It is read in `search.params`, since the machines' door asks the same."""

from heritage.search.params import COUNTED, FILTERS, PER_PAGE, PERIODS, Fault, Params, read_params

__all__ = ["COUNTED", "FILTERS", "PERIODS", "PER_PAGE", "Fault", "Params", "read_params"]
