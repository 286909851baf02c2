"""A key-value store with the interface of a HashiCorp Vault (version 2), for one secret. Prints its port."""
import http.server
import json

SECRET = {"port": "no port", "password": "from the vault"}


class Store(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        known = self.path == "/v1/secret/data/mailshell" and self.headers.get("X-Vault-Token") == "a token"
        answer = {"data": {"data": SECRET, "metadata": {"version": 1}}} if known else {"errors": ["permission denied"]}
        self.send_response(200 if known else 403)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Store)
print(server.server_port, flush=True)
server.serve_forever()
