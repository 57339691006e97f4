package dev.hexad.ci;

import com.github.dockerjava.api.command.BuildImageResultCallback;
import dev.hexad.testkit.DockerDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.springframework.util.FileSystemUtils;

/** An image with a shell and little else, as no registry of the world is asked in tests. */
public final class BaseImage {
  public static final String NAME = "base:1";

  /** The same, with a user of its own. */
  public static final String OF_USER = "base:user";

  private BaseImage() {}

  public static void make(DockerDaemon engine) throws IOException {
    build(
        engine,
        NAME,
        """
        FROM scratch
        COPY busybox /bin/busybox
        RUN ["/bin/busybox", "mkdir", "-p", "/usr/bin", "/sbin", "/usr/sbin", "/tmp"]
        RUN ["/bin/busybox", "--install", "-s", "/bin"]
        ENV PATH=/bin
        """);
    build(engine, OF_USER, "FROM " + NAME + "\nUSER 1000:1000\n");
  }

  private static void build(DockerDaemon engine, String name, String dockerfile)
      throws IOException {
    Path folder = Files.createTempDirectory("base");
    try {
      Files.copy(Path.of("/bin/busybox"), folder.resolve("busybox"));
      Files.writeString(folder.resolve("Dockerfile"), dockerfile);
      engine.ask(docker ->
          docker
              .buildImageCmd(folder.toFile())
              .withTags(Set.of(name))
              .exec(new BuildImageResultCallback())
              .awaitImageId());
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }
}
