package dev.hexad.cd;

import dev.hexad.contracts.event.ImageRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Images from scratch with nothing but a static BusyBox. */
public final class TestContainer {
  private static final Path BUSYBOX = Path.of("/bin/busybox");

  private TestContainer() {}

  /** Serves files; the start page is the version. */
  public static ImageRef server(TestRegistry registry, String version) throws IOException {
    byte[] layer =
        new TestLayer()
            .file("bin/busybox", busybox(), 0755)
            .file("www/healthz", "ok")
            .file("www/index.html", version + "\n")
            .build();
    String script = "trap 'exit 0' TERM; /bin/busybox httpd -f -p 8080 -h /www & wait";
    List<String> command = List.of("/bin/busybox", "sh", "-c", script);
    return registry.push("box", Map.of("Entrypoint", command), layer);
  }

  /** Says a line and ends. */
  public static ImageRef failing(TestRegistry registry, String line) throws IOException {
    byte[] layer = new TestLayer().file("bin/busybox", busybox(), 0755).build();
    List<String> command = List.of("/bin/busybox", "sh", "-c", "echo '" + line + "'; exit 3");
    return registry.push("broken", Map.of("Entrypoint", command), layer);
  }

  private static byte[] busybox() throws IOException {
    boolean found = Files.isExecutable(BUSYBOX);
    if (!found && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("a static BusyBox is needed at " + BUSYBOX + " when CI=true");
    }
    Assumptions.assumeTrue(found, "no BusyBox at " + BUSYBOX);
    return Files.readAllBytes(BUSYBOX);
  }
}
