package dev.hexad.oci.registry;

/** An error as the OCI distribution specification wants it told. */
final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  RegistryException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static RegistryException badMethod(String method) {
    return new RegistryException(405, "UNSUPPORTED", method + " is not offered here");
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
