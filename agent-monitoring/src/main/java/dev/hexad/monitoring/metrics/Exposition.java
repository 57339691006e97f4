package dev.hexad.monitoring.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the Prometheus text exposition format, version 0.0.4. Lines that are not samples are passed
 * over; a malformed line does not spoil the others.
 */
public final class Exposition {
  private Exposition() {}

  /** All samples of a text. */
  public static List<Sample> parse(String text) {
    var samples = new ArrayList<Sample>();
    text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .forEach(line -> {
          try {
            samples.add(sample(line));
          } catch (IndexOutOfBoundsException | NumberFormatException e) {
            // A malformed line says nothing; the others still do.
          }
        });
    return samples;
  }

  private static Sample sample(String line) {
    int at = 0;
    while (isNamePart(line.charAt(at))) {
      at++;
    }
    String name = line.substring(0, at);
    if (name.isEmpty()) {
      throw new NumberFormatException("no name");
    }
    at = skipBlanks(line, at);
    var labels = new HashMap<String, String>();
    if (line.charAt(at) == '{') {
      at = labels(line, at + 1, labels);
    }
    return new Sample(name, labels, number(line.substring(at).strip().split("\\s+")[0]));
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == ':';
  }

  private static int skipBlanks(String line, int from) {
    int at = from;
    while (line.charAt(at) == ' ' || line.charAt(at) == '\t') {
      at++;
    }
    return at;
  }

  /** Reads labels from a position on; gives the position after the closing brace. */
  private static int labels(String line, int from, Map<String, String> labels) {
    int at = skipBlanks(line, from);
    while (line.charAt(at) != '}') {
      int equals = line.indexOf('=', at);
      String name = line.substring(at, equals).strip();
      at = skipBlanks(line, equals + 1);
      if (line.charAt(at) != '"') {
        throw new NumberFormatException("a label without quotes");
      }
      var value = new StringBuilder();
      for (at++; line.charAt(at) != '"'; at++) {
        if (line.charAt(at) == '\\') {
          at++;
          value.append(line.charAt(at) == 'n' ? '\n' : line.charAt(at));
        } else {
          value.append(line.charAt(at));
        }
      }
      labels.put(name, value.toString());
      at = skipBlanks(line, at + 1);
      if (line.charAt(at) == ',') {
        at = skipBlanks(line, at + 1);
      }
    }
    return at + 1;
  }

  private static double number(String text) {
    double number = Numbers.of(text);
    if (Double.isNaN(number) && !text.equals("NaN")) {
      throw new NumberFormatException(text);
    }
    return number;
  }
}
