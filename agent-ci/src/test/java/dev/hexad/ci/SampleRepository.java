package dev.hexad.ci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** A real repository with a few files. */
public final class SampleRepository {
  private final Path folder;

  public SampleRepository(Path folder) throws GitAPIException {
    this.folder = folder;
    Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call().close();
  }

  public String url() {
    return folder.toUri().toString().replaceFirst("^file:/+", "file:///");
  }

  public String commit(String message, Map<String, String> files)
      throws IOException, GitAPIException {
    try (Git git = Git.open(folder.toFile())) {
      for (var file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      git.add().addFilepattern(".").call();
      return git.commit()
          .setMessage(message)
          .setAuthor("Test", "test@example.com")
          .setCommitter("Test", "test@example.com")
          .setSign(false)
          .call()
          .name();
    }
  }

  public void tag(String name) throws IOException, GitAPIException {
    try (Git git = Git.open(folder.toFile())) {
      git.tag().setName(name).setSigned(false).call();
    }
  }
}
