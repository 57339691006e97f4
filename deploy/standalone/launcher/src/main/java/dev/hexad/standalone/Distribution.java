package dev.hexad.standalone;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The built jars and their fixed order.
 *
 * @param classPath absolute jar paths, the same list for every service
 * @param build identifies jars and JDK: a running process of another build is out of date
 */
record Distribution(List<Path> classPath, String build) {
  private static final int BUILD_LENGTH = 16;

  Distribution {
    classPath = List.copyOf(classPath);
  }

  /** Finds the folder that this class was loaded from, which is a jar in it or beside it. */
  static Distribution locate() {
    try {
      Path own =
          Path.of(Distribution.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path parent = own.toAbsolutePath().getParent();
      if (parent == null) {
        throw new InstallationException("cannot tell where Hexad's jars are");
      }
      Path target = Files.isDirectory(own) ? parent : parent.resolve("..").normalize();
      return read(target);
    } catch (URISyntaxException | IOException e) {
      throw new InstallationException("Hexad is not built: run ./hexad build", e);
    }
  }

  private static Distribution read(Path target) throws IOException {
    List<Path> jars = new ArrayList<>();
    try (var own = Files.newDirectoryStream(target.resolve("lib"), "standalone-launcher-*.jar")) {
      own.forEach(jars::add);
    }
    String list = Files.readString(target.resolve("classpath.txt")).trim();
    for (String entry : list.split(":")) {
      jars.add(target.resolve(entry));
    }
    StringBuilder facts = new StringBuilder(System.getProperty("java.vm.version", ""));
    for (Path jar : jars) {
      facts.append('\n').append(jar).append(' ').append(Files.size(jar));
      facts.append(' ').append(Files.getLastModifiedTime(jar).toMillis());
    }
    return new Distribution(jars, digest(facts.toString()));
  }

  static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, BUILD_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
