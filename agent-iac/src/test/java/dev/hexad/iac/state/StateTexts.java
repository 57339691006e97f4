package dev.hexad.iac.state;

import java.nio.charset.StandardCharsets;

/** State files as Terraform writes them. */
final class StateTexts {
  static final String LINEAGE = "8a1f7f3e-2a64-1b1d-7b6e-0d7f6f0c3a11";

  private StateTexts() {}

  /** One database with a password that the provider marks, and a token that only its name tells. */
  static byte[] of(long serial, String size, String password) {
    return """
    {"version": 4, "terraform_version": "1.11.4", "serial": %d, "lineage": "%s",
     "outputs": {"url": {"value": "https://u", "type": "string"},
       "pw": {"value": "%s", "type": "string", "sensitive": true}},
     "resources": [
       {"mode": "managed", "type": "aws_db_instance", "name": "main", "module": "module.db",
        "provider": "p", "instances": [{"index_key": "a", "schema_version": 0,
          "attributes": {"id": "db-1", "size": "%s", "password": "%s",
            "auth": {"api_token": "tok"}},
          "sensitive_attributes": [[{"type": "get_attr", "value": "password"}]]}]},
       {"mode": "data", "type": "aws_region", "name": "here", "provider": "p",
        "instances": [{"attributes": {"name": "eu-west-1"}}]}
     ], "check_results": null}
    """
        .formatted(serial, LINEAGE, password, size, password)
        .getBytes(StandardCharsets.UTF_8);
  }
}
