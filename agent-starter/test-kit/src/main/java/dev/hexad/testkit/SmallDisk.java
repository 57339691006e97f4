package dev.hexad.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system of a few MiB, which is soon full. */
public record SmallDisk(Path folder) implements AutoCloseable {
  /**
   * Mounts one on a folder; tests are passed over where that is not allowed, and fail when CI=true.
   *
   * @param mebibytes its size
   */
  public static SmallDisk mount(Path folder, int mebibytes) throws IOException {
    String said =
        run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString());
    boolean done = said.isEmpty();
    if (!done && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("a small disk is needed when CI=true: " + said);
    }
    Assumptions.assumeTrue(done, "no small disk: " + said);
    return new SmallDisk(folder);
  }

  /** Writes a file until nothing more fits. */
  public void fill(Path file) throws IOException {
    byte[] block = new byte[64 * 1024];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      if (Files.getFileStore(folder).getUsableSpace() >= block.length) {
        throw e;
      }
    }
  }

  @Override
  public void close() throws IOException {
    run("umount", "--lazy", folder.toString());
  }

  /** What it said; empty when it succeeded. */
  private static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = process.waitFor();
      return status == 0 ? "" : said + " (status " + status + ")";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
