package dev.hexad.standalone.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** A real Git repository made from a folder of examples. */
final class SampleRepository {
  private static final String AUTHOR = "Sample Author";
  private static final String EMAIL = "author@example.com";

  private final Path folder;

  private SampleRepository(Path folder) {
    this.folder = folder;
  }

  static SampleRepository open(Path folder) {
    try {
      if (Files.notExists(folder.resolve(".git"))) {
        Files.createDirectories(folder);
        Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call().close();
      }
      return new SampleRepository(folder);
    } catch (IOException | GitAPIException e) {
      throw new DemoException("cannot make the repository " + folder, e);
    }
  }

  String url() {
    return folder.toUri().toString().replaceFirst("^file:/+", "file:///").replaceFirst("/$", "");
  }

  /** Makes the work tree equal to the example. */
  void copy(Path example) {
    try (Stream<Path> files = Files.walk(example)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = folder.resolve(example.relativize(file).toString());
        Files.createDirectories(to.toAbsolutePath().getParent());
        Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new DemoException("cannot copy " + example, e);
    }
  }

  void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new DemoException("cannot write " + name, e);
    }
  }

  /** The head's id, or zeros in an empty repository. */
  String head() {
    try (Git git = Git.open(folder.toFile())) {
      var id = git.getRepository().resolve("HEAD");
      return id == null ? "0".repeat(40) : id.name();
    } catch (IOException e) {
      throw new DemoException("cannot read " + folder, e);
    }
  }

  String commit(String message) {
    try (Git git = Git.open(folder.toFile())) {
      git.add().addFilepattern(".").call();
      return git.commit()
          .setMessage(message)
          .setAuthor(AUTHOR, EMAIL)
          .setCommitter(AUTHOR, EMAIL)
          .setSign(false)
          .setAllowEmpty(true)
          .call()
          .name();
    } catch (IOException | GitAPIException e) {
      throw new DemoException("cannot commit to " + folder, e);
    }
  }

  static String author() {
    return AUTHOR;
  }
}
