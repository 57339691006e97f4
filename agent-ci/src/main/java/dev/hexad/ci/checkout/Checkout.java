package dev.hexad.ci.checkout;

import dev.hexad.contracts.event.ChangeRef;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * A work folder.
 *
 * @param folder everything of this work, removed at close
 * @param source the files of the commit
 * @param change the change with its commit, author and message
 */
public record Checkout(Path folder, Path source, ChangeRef change) implements AutoCloseable {
  @Override
  public void close() throws IOException {
    FileSystemUtils.deleteRecursively(folder);
  }
}
