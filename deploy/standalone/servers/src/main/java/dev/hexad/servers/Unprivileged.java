package dev.hexad.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL refuses to run as root. A user namespace keeps access to root's own folders; where
 * namespaces are forbidden, the overflow user runs it in a folder that user can reach.
 */
enum Unprivileged {
  /** Not root: nothing to do. */
  DIRECT(List.of()),
  NAMESPACE(List.of("unshare", "-U")),
  OTHER_USER(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

  private final List<String> prefix;

  Unprivileged(List<String> prefix) {
    this.prefix = prefix;
  }

  static Unprivileged detect() {
    if (!"0".equals(output(List.of("id", "-u")))) {
      return DIRECT;
    }
    for (Unprivileged way : List.of(NAMESPACE, OTHER_USER)) {
      // initdb needs a name for the user, so an overflow user without an entry does not do.
      if (!output(way.wrap(List.of("id", "-un"))).isEmpty()) {
        return way;
      }
    }
    throw new ServerException(
        "PostgreSQL cannot run as root, and neither unshare nor setpriv (package util-linux) can change that here; run as an ordinary user");
  }

  List<String> wrap(List<String> command) {
    List<String> wrapped = new ArrayList<>(prefix);
    wrapped.addAll(command);
    return wrapped;
  }

  /** A folder the server's user can reach: the state folder, or one under the system's. */
  Path home(Path state) {
    if (reaches(state)) {
      return state;
    }
    UUID id = UUID.nameUUIDFromBytes(state.toString().getBytes(StandardCharsets.UTF_8));
    Path home = Path.of("/var/tmp", "hexad-" + id);
    requireOwn(home);
    return home;
  }

  /** The folder itself when the server's user can reach it, otherwise the other one. */
  Path reachable(Path folder, Path otherwise) {
    return reaches(folder) ? folder : otherwise;
  }

  void own(Path folder) {
    if (this == OTHER_USER) {
      output(List.of("chown", "-R", "65534:65534", folder.toString()));
    }
  }

  private boolean reaches(Path folder) {
    if (this != OTHER_USER) {
      return true;
    }
    try {
      for (Path part = folder.toAbsolutePath(); part != null; part = part.getParent()) {
        if (Files.exists(part)
            && !Files.getPosixFilePermissions(part).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return false;
        }
      }
      return true;
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Everyone may write to the system's folder, so someone else's may be there under the name. */
  private static void requireOwn(Path home) {
    try {
      Files.createDirectories(home);
      if (Files.isSymbolicLink(home) || !Files.getAttribute(home, "unix:uid").equals(0)) {
        throw new ServerException(home + " belongs to another user; remove it or move the state");
      }
    } catch (IOException e) {
      throw new ServerException("cannot use " + home + ": " + e.getMessage(), e);
    }
  }

  private static String output(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? text.trim() : "";
    } catch (IOException missingTool) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
