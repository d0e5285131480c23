"""Invented pages, and the records of web archives that hold them."""


def page(number: int) -> bytes:
    words = " ".join(f"word{number}x{n}" for n in range(30))
    return f"<html><head><title>Page {number}</title></head><body><p>{words}</p></body></html>".encode()


def record(number: int) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(number)
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://quillbay.example/{number}\r\n"
        f"WARC-Date: 2031-04-02T10:00:00Z\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"
