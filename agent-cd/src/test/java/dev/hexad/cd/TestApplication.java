package dev.hexad.cd;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hexad.contracts.event.ImageRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Images of a small HTTP server for Node. */
public final class TestApplication {
  private static final String SERVER =
      """
      import http from 'node:http';
      console.log('starting');
      if (process.env.BROKEN) {
        console.log('no database at ' + process.env.BROKEN);
        process.exit(3);
      }
      http.createServer((request, response) => {
        response.setHeader('Connection', 'close');
        if (request.url === '/healthz') {
          response.statusCode = process.env.SICK ? 503 : 204;
          response.end();
        } else {
          response.end('VERSION ' + process.pid);
        }
      }).listen(process.env.PORT, process.env.HOST);
      """;

  private TestApplication() {}

  public static ImageRef push(TestRegistry registry, String version) {
    byte[] layer =
        new TestLayer().file("app/server.mjs", SERVER.replace("VERSION", version)).build();
    Map<String, Object> config =
        Map.of("Entrypoint", List.of("node"), "Cmd", List.of("server.mjs"), "WorkingDir", "/app");
    return registry.push("hello", config, layer);
  }

  /** Needed where CI=true; elsewhere the tests are passed over with a message. */
  public static void requireNode() {
    boolean found =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    if (!found && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("node is needed on the PATH when CI=true");
    }
    assumeTrue(found, "no node on the PATH; tests of the local target are passed over");
  }
}
