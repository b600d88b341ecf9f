"""The engine for archives that outgrow one machine: indices in an OpenSearch cluster."""

from heritage.search.opensearch.backend import OpenSearchBackend
from heritage.search.opensearch.cluster import Address, Cluster

__all__ = ["Address", "Cluster", "OpenSearchBackend"]
