package dev.hexad.standalone.bench.drift;

import java.io.IOException;

/** Main class of the process that is the cluster; it ends with the one that started it. */
public final class ClusterMain {
  static final String TOKEN = "HEXAD_BENCH_CLUSTER_TOKEN";

  private ClusterMain() {}

  /**
   * Prints its port, and ends when nobody is at the other end of its standard input any more.
   *
   * @param arguments milliseconds that each answer about objects takes longer
   */
  public static void main(String[] arguments) throws IOException {
    String token = System.getenv(TOKEN);
    if (token == null || token.isEmpty()) {
      throw new IllegalArgumentException(TOKEN + " is missing");
    }
    try (ApiServer server = ApiServer.start(token, Integer.parseInt(arguments[0]))) {
      System.out.println(server.port());
      while (System.in.read() >= 0) {
        // Only the end of it means something.
      }
    }
    System.exit(0);
  }
}
