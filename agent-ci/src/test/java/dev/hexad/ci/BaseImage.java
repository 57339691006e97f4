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

  private BaseImage() {}

  public static void make(DockerDaemon engine) throws IOException {
    Path folder = Files.createTempDirectory("base");
    try {
      Files.copy(Path.of("/bin/busybox"), folder.resolve("busybox"));
      Files.writeString(
          folder.resolve("Dockerfile"),
          """
          FROM scratch
          COPY busybox /bin/busybox
          RUN ["/bin/busybox", "mkdir", "-p", "/usr/bin", "/sbin", "/usr/sbin", "/tmp"]
          RUN ["/bin/busybox", "--install", "-s", "/bin"]
          ENV PATH=/bin
          """);
      engine.ask(docker ->
          docker
              .buildImageCmd(folder.toFile())
              .withTags(Set.of(NAME))
              .exec(new BuildImageResultCallback())
              .awaitImageId());
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }
}
