package dev.hexad.ci.local;

import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.message.Ids;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** What Git knows of a folder. */
final class WorkingCopy {
  private static final String NOTHING = "0".repeat(40);

  private WorkingCopy() {}

  /** The commit that the folder is at; zeros where Git knows nothing of it. */
  static ChangeRef change(Path folder) throws IOException {
    var builder = new FileRepositoryBuilder().findGitDir(folder.toFile());
    String name = folder.getFileName() == null ? "local" : folder.getFileName().toString();
    if (builder.getGitDir() == null) {
      return change(name, folder, "refs/heads/main", NOTHING);
    }
    try (Repository repository = builder.build()) {
      ObjectId head = repository.resolve(Constants.HEAD);
      String ref = repository.getFullBranch();
      return change(
          name,
          folder,
          ref == null || !ref.startsWith("refs/") ? "refs/heads/detached" : ref,
          head == null ? NOTHING : head.name());
    }
  }

  private static ChangeRef change(String name, Path folder, String ref, String commit) {
    return new ChangeRef(
        Ids.derived("local", folder.toString()),
        name,
        folder.toUri().toString(),
        ref,
        commit,
        null,
        null,
        "manual",
        null);
  }
}
