package dev.hexad.ci.version;

import dev.hexad.ci.checkout.Checkout;
import dev.hexad.ci.checkout.Checkouts;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.util.function.Consumer;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.springframework.stereotype.Component;

/** Writes versions back to the repository as tags. */
@Component
public final class VersionTags {
  private final Checkouts checkouts;

  VersionTags(Checkouts checkouts) {
    this.checkouts = checkouts;
  }

  /**
   * Pushes {@code v<version>} without its pre-release part; a tag that is there already is fine
   * when it names the same commit.
   *
   * @throws HexadException when the Git host refuses it
   */
  public void push(Checkout checkout, String version, Consumer<String> log) throws IOException {
    if (!checkout.change().trusted()) {
      log.accept("no tag: the commit comes from a fork");
      return;
    }
    String tag = "refs/tags/v" + version.replaceFirst("-.*", "");
    ObjectId commit = ObjectId.fromString(checkout.change().commit());
    try (Git git = Git.open(checkout.source().toFile())) {
      var update = git.getRepository().updateRef(tag);
      update.setNewObjectId(commit);
      update.update();
      Iterable<PushResult> results =
          git.push()
              .setRemote(checkout.change().repositoryUrl())
              .setRefSpecs(new RefSpec(tag + ":" + tag))
              .setCredentialsProvider(checkouts.credentials(checkout.change()))
              .call();
      for (PushResult result : results) {
        RemoteRefUpdate pushed = result.getRemoteUpdate(tag);
        accept(tag.substring(Constants.R_TAGS.length()), pushed, log);
      }
    } catch (GitAPIException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, "The tag could not be pushed: " + e.getMessage(), e);
    }
  }

  private static void accept(String name, RemoteRefUpdate update, Consumer<String> log) {
    switch (update.getStatus()) {
      case OK -> log.accept("pushed the tag " + name);
      case UP_TO_DATE -> log.accept("the tag " + name + " is there already");
      default ->
          throw new HexadException(
              ProblemType.UPSTREAM_FAILED,
              "The Git host refused the tag "
                  + name
                  + " ("
                  + update.getStatus()
                  + "); the token needs the right to push tags, and the tag must not exist.");
    }
  }
}
