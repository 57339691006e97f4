package dev.hexad.ci.checkout;

import dev.hexad.ci.repository.Repositories;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.ServiceProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.dircache.DirCacheCheckout;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Makes work folders with the files of one commit, and reads single files of commits. */
@Component
public final class Checkouts {
  private final Path root;
  private final Mirrors mirrors;

  Checkouts(ServiceProperties service, Mirrors mirrors) {
    this.root = service.dataFolder().resolve("work");
    this.mirrors = mirrors;
  }

  /** Where the work folder of a command is. */
  public Path folder(UUID id) {
    return root.resolve(id.toString());
  }

  /** The work folder that an earlier build has left, as it is. */
  public Checkout reopen(UUID id, ChangeRef change) throws IOException {
    Path folder = folder(id);
    Path source = folder.resolve("source");
    try (Git git = Git.open(source.toFile())) {
      return new Checkout(
          folder, source, known(git.getRepository(), change, ObjectId.fromString(change.commit())));
    }
  }

  /**
   * A folder with the files and the history of the commit. Whatever an earlier attempt left is
   * removed.
   *
   * @param change its commit may be a branch name, then the branch's head is taken
   * @throws HexadException when the repository or the commit cannot be had
   */
  public Checkout open(UUID id, ChangeRef change) {
    Path folder = folder(id);
    try (Mirrors.Mirrored mirror = mirrors.with(change)) {
      FileSystemUtils.deleteRecursively(folder);
      Path source = folder.resolve("source");
      Path git = source.resolve(".git");
      prepare(git, mirror.commit());
      copyObjects(mirror.folder(), git, change.trusted());
      copyTags(mirror.repository(), git);
      try (Repository repository =
          new FileRepositoryBuilder()
              .setGitDir(git.toFile())
              .setWorkTree(source.toFile())
              .build()) {
        fill(repository, mirror.commit());
        return new Checkout(folder, source, known(repository, change, mirror.commit()));
      }
    } catch (JGitInternalException | IOException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED,
          "Cannot check out " + change.commit() + ": " + e.getMessage(),
          e);
    }
  }

  /** A repository with its head at the commit; much faster than what asks the file system first. */
  private static void prepare(Path git, ObjectId commit) throws IOException {
    Files.createDirectories(git.resolve(Constants.R_HEADS));
    Files.createDirectories(git.resolve(Constants.OBJECTS));
    Files.writeString(git.resolve(Constants.HEAD), commit.name() + "\n");
    Files.writeString(
        git.resolve(Constants.CONFIG),
        """
        [core]
        \trepositoryformatversion = 0
        \tfilemode = true
        \tbare = false
        \tlogallrefupdates = true
        """);
  }

  private static void fill(Repository repository, ObjectId commit) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      RevTree tree = walk.parseCommit(commit).getTree();
      var checkout = new DirCacheCheckout(repository, repository.lockDirCache(), tree);
      checkout.setFailOnConflict(false);
      checkout.checkout();
    }
  }

  /**
   * The files of a commit without a work folder; to be closed.
   *
   * @throws HexadException when the repository or the commit cannot be had
   */
  public CommitFiles read(ChangeRef change) throws IOException {
    Mirrors.Mirrored mirror = mirrors.with(change);
    return new CommitFiles(mirror, known(mirror.repository(), change, mirror.commit()));
  }

  /** The commits of all branches, by full ref. */
  public Map<String, String> heads(Repositories.Repository repository) {
    return mirrors.heads(repository);
  }

  /** What the repository is logged in to with, null where it needs nothing. */
  public @Nullable CredentialsProvider credentials(ChangeRef change) {
    return mirrors.credentials(change.repositoryUrl(), change.applicationId());
  }

  /**
   * Files of objects never change and are linked; untrusted commits get copies, because a build
   * could write to what it is linked to.
   */
  private static void copyObjects(Path mirror, Path git, boolean link) throws IOException {
    Path from = mirror.resolve(Constants.OBJECTS);
    Path to = git.resolve(Constants.OBJECTS);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.resolve("..").normalize());
        copy(file, target, link);
      }
    }
  }

  private static void copy(Path file, Path target, boolean link) throws IOException {
    if (link) {
      try {
        Files.createLink(target, file);
        return;
      } catch (IOException | UnsupportedOperationException e) {
        // Another file system: copied instead.
      }
    }
    Files.copy(file, target);
  }

  private static void copyTags(Repository mirror, Path git) throws IOException {
    var text = new StringBuilder("# pack-refs with: peeled fully-peeled sorted \n");
    for (Ref tag : mirror.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
      Ref peeled = mirror.getRefDatabase().peel(tag);
      text.append(tag.getObjectId().name()).append(' ').append(tag.getName()).append('\n');
      if (peeled.getPeeledObjectId() != null) {
        text.append('^').append(peeled.getPeeledObjectId().name()).append('\n');
      }
    }
    Files.writeString(git.resolve(Constants.PACKED_REFS), text);
  }

  private static ChangeRef known(Repository repository, ChangeRef change, ObjectId id)
      throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit commit = walk.parseCommit(id);
      return change.of(id.name(), commit.getAuthorIdent().getName(), commit.getShortMessage());
    }
  }
}
