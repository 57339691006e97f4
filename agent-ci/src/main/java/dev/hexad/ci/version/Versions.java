package dev.hexad.ci.version;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The version of a commit. On a version tag it is the tag's; else it is the next one by the
 * messages since the last tag, as a pre-release that counts the commits and names this one.
 */
public final class Versions {
  private Versions() {}

  /** The version of a commit. */
  public static String of(Path source, String commit) throws IOException {
    Optional<String> found = find(source, commit);
    return found.isPresent() ? found.get() : first(source, commit);
  }

  /** A version from the nearest tag, empty when there is none. */
  private static Optional<String> find(Path source, String commit) throws IOException {
    try (Git git = Git.open(source.toFile())) {
      Map<ObjectId, SemanticVersion> tags = tags(git.getRepository());
      if (tags.isEmpty()) {
        return Optional.empty();
      }
      var messages = new ArrayList<String>();
      try (RevWalk walk = new RevWalk(git.getRepository())) {
        walk.markStart(walk.parseCommit(ObjectId.fromString(commit)));
        for (RevCommit each : walk) {
          SemanticVersion tag = tags.get(each.getId());
          if (tag != null) {
            return Optional.of(version(tag, messages, commit));
          }
          messages.add(each.getFullMessage());
        }
      }
    }
    return Optional.empty();
  }

  private static String first(Path source, String commit) throws IOException {
    var messages = new ArrayList<String>();
    try (Git git = Git.open(source.toFile());
        RevWalk walk = new RevWalk(git.getRepository())) {
      walk.markStart(walk.parseCommit(ObjectId.fromString(commit)));
      for (RevCommit each : walk) {
        messages.add(each.getFullMessage());
      }
    }
    return version(new SemanticVersion(0, 0, 0), messages, commit);
  }

  private static String version(SemanticVersion last, List<String> messages, String commit) {
    return messages.isEmpty()
        ? last.toString()
        : last.after(messages) + "-" + messages.size() + ".g" + commit.substring(0, 8);
  }

  private static Map<ObjectId, SemanticVersion> tags(Repository repository) throws IOException {
    var tags = new HashMap<ObjectId, SemanticVersion>();
    for (Ref ref : repository.getRefDatabase().getRefsByPrefix("refs/tags/")) {
      Ref peeled = repository.getRefDatabase().peel(ref);
      ObjectId target =
          peeled.getPeeledObjectId() == null ? peeled.getObjectId() : peeled.getPeeledObjectId();
      SemanticVersion.parse(Repository.shortenRefName(ref.getName()))
          .ifPresent(version -> tags.merge(target, version, (a, b) -> a.compareTo(b) > 0 ? a : b));
    }
    return tags;
  }
}
