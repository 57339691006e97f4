package dev.hexad.iac.tool;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The errors in what Terraform or OpenTofu prints: of each its title, and its file and line where
 * it has them. What is said below a title is left to the log, because it may quote values.
 */
public final class Diagnostics {
  private static final Pattern TITLE = Pattern.compile("[│ ]*Error: (.+)");
  private static final Pattern PLACE = Pattern.compile("[│ ]*on (.+) line (\\d+)[,:].*");
  private static final int MOST = 5;
  private static final int LONGEST = 200;

  private final Set<String> placed = new LinkedHashSet<>();
  private final Set<String> others = new LinkedHashSet<>();
  private @Nullable String title;

  public void line(String line) {
    Matcher error = TITLE.matcher(line.stripTrailing());
    if (error.matches()) {
      end();
      title = error.group(1);
      return;
    }
    Matcher place = PLACE.matcher(line.stripTrailing());
    if (title != null && place.matches()) {
      placed.add("%s:%s: %s".formatted(place.group(1), place.group(2), cut(title)));
      title = null;
    }
  }

  private void end() {
    if (title != null) {
      others.add(cut(title));
      title = null;
    }
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  /** The first errors, those with a place if there are any; otherwise what was given. */
  public String summary(String otherwise) {
    end();
    Set<String> told = placed.isEmpty() ? others : placed;
    if (told.isEmpty()) {
      return otherwise;
    }
    String first = told.stream().limit(MOST).collect(Collectors.joining("; "));
    return told.size() > MOST ? first + "; and " + (told.size() - MOST) + " more" : first;
  }
}
