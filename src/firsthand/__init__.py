"""firsthand: fifty pages say it; how many sources do?"""

__version__ = "0.1.0"
