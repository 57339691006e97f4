package dev.hexad.ci.checkout;

import dev.hexad.contracts.event.ChangeRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Single files of one commit, read from its objects. Links are no files here. */
public final class CommitFiles implements AutoCloseable {
  private final Mirrors.Mirrored mirror;
  private final ChangeRef change;

  CommitFiles(Mirrors.Mirrored mirror, ChangeRef change) {
    this.mirror = mirror;
    this.change = change;
  }

  /** The change with its commit, author and message. */
  public ChangeRef change() {
    return change;
  }

  /**
   * The text of a file, empty when there is none.
   *
   * @throws IOException when it is larger than the limit
   */
  public Optional<String> text(String path, int maxBytes) throws IOException {
    try (RevWalk walk = new RevWalk(mirror.repository());
        TreeWalk file = walk(walk, path)) {
      if (file == null || !isFile(file)) {
        return Optional.empty();
      }
      ObjectLoader content = mirror.repository().open(file.getObjectId(0));
      if (content.getSize() > maxBytes) {
        throw new IOException(path + " is larger than " + maxBytes / 1024 + " KiB");
      }
      return Optional.of(new String(content.getBytes(), StandardCharsets.UTF_8));
    }
  }

  /** True when the commit has a regular file of this path. */
  public boolean has(String path) throws IOException {
    try (RevWalk walk = new RevWalk(mirror.repository());
        TreeWalk file = walk(walk, path)) {
      return file != null && isFile(file);
    }
  }

  private @org.jspecify.annotations.Nullable TreeWalk walk(RevWalk walk, String path)
      throws IOException {
    return TreeWalk.forPath(mirror.repository(), path, walk.parseCommit(mirror.commit()).getTree());
  }

  private static boolean isFile(TreeWalk file) {
    FileMode mode = file.getFileMode(0);
    return mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE;
  }

  @Override
  public void close() {
    mirror.close();
  }
}
