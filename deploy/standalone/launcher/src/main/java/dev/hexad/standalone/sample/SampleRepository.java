package dev.hexad.standalone.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** A real Git repository made from a folder of examples. */
public final class SampleRepository {
  /** The folder of examples in the source tree. */
  public static Path examples() {
    return Path.of(System.getProperty("hexad.root", "."), "deploy", "examples");
  }

  private static final String AUTHOR = "Sample Author";
  private static final String EMAIL = "author@example.com";

  private final Path folder;

  private SampleRepository(Path folder) {
    this.folder = folder;
  }

  public static SampleRepository open(Path folder) {
    try {
      if (Files.notExists(folder.resolve(".git"))) {
        Files.createDirectories(folder);
        Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call().close();
      }
      return new SampleRepository(folder);
    } catch (IOException | GitAPIException e) {
      throw new SampleException("cannot make the repository " + folder, e);
    }
  }

  public String url() {
    return folder.toUri().toString().replaceFirst("^file:/+", "file:///").replaceFirst("/$", "");
  }

  /** Makes the work tree equal to the example. */
  public void copy(Path example) {
    try (Stream<Path> files = Files.walk(example)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = folder.resolve(example.relativize(file).toString());
        Files.createDirectories(to.toAbsolutePath().getParent());
        Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new SampleException("cannot copy " + example, e);
    }
  }

  public void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new SampleException("cannot write " + name, e);
    }
  }

  /** The head's id, or zeros in an empty repository. */
  public String head() {
    try (Git git = Git.open(folder.toFile())) {
      var id = git.getRepository().resolve("HEAD");
      return id == null ? "0".repeat(40) : id.name();
    } catch (IOException e) {
      throw new SampleException("cannot read " + folder, e);
    }
  }

  public String commit(String message) {
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
      throw new SampleException("cannot commit to " + folder, e);
    }
  }

  public static String author() {
    return AUTHOR;
  }
}
