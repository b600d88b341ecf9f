"""What a reader asks. It is read in `search.params`, since the machines' door asks the same."""

from heritage.gate import house
from heritage.search import params
from heritage.search.params import COUNTED, FILTERS, PER_PAGE, PERIODS, Asked, Fault, Params
from heritage.search.values import public_values

__all__ = ["COUNTED", "FILTERS", "PERIODS", "PER_PAGE", "Fault", "Params", "read_params"]


def read_params(args: Asked, **fixed: tuple[str, ...]) -> Params:
    """Read a search from an address, values by any of the names they have."""
    return params.read_params(args, public_values(house().public), **fixed)
