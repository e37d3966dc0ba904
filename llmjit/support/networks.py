"""Blocks of network addresses: ``10.1.2.77/24`` lies in ``10.1.2.0/24``."""

from __future__ import annotations

from ipaddress import IPv4Interface, ip_address, ip_interface


def _block(text: str) -> IPv4Interface:
    if "/" not in text:
        raise ValueError(f"{text[:80]!r} is no address with the length of a network")
    return IPv4Interface(text)


def network_of(text: str) -> str:
    """The first address of the network of ``10.1.2.77/24``; ValueError for other texts."""
    return str(_block(text).network.network_address)


def network_block(text: str) -> str:
    """The network of ``10.1.2.77/24`` with its length; ValueError for other texts."""
    return str(_block(text).network)


def broadcast_of(text: str) -> str:
    """The last address of the network of ``10.1.2.77/24``; ValueError for other texts."""
    return str(_block(text).network.broadcast_address)


def netmask_of(text: str) -> str:
    """The mask of the network of ``10.1.2.77/24``; ValueError for other texts."""
    return str(_block(text).network.netmask)


def in_network(address: str, network: str) -> bool:
    """Whether an address lies in a network such as ``10.0.0.0/8``; ValueError for other texts."""
    return ip_address(address) in ip_interface(network).network
