"""Who speaks and through what: phrases, actors behind them, channels."""
