package dev.hexad.monitoring.scrape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the Prometheus text exposition format, version 0.0.4. Lines that are not samples are passed
 * over; a malformed line does not spoil the others.
 */
final class Exposition {
  private Exposition() {}

  /** One sample. */
  record Sample(String name, Map<String, String> labels, double value) {}

  static List<Sample> parse(String text) {
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
    int brace = line.indexOf('{');
    int space = line.indexOf(' ');
    var labels = new HashMap<String, String>();
    String name;
    String rest;
    if (brace >= 0 && (space < 0 || brace < space)) {
      name = line.substring(0, brace);
      rest = line.substring(labels(line, brace + 1, labels));
    } else {
      name = line.substring(0, space);
      rest = line.substring(space);
    }
    return new Sample(name, Map.copyOf(labels), number(rest.strip().split("\\s+")[0]));
  }

  /** Reads labels from a position on; gives the position after the closing brace. */
  private static int labels(String line, int from, Map<String, String> labels) {
    int at = from;
    while (line.charAt(at) != '}') {
      int equals = line.indexOf('=', at);
      String name = line.substring(at, equals).strip();
      var value = new StringBuilder();
      at = line.indexOf('"', equals) + 1;
      while (line.charAt(at) != '"') {
        if (line.charAt(at) == '\\') {
          at++;
          value.append(line.charAt(at) == 'n' ? '\n' : line.charAt(at));
        } else {
          value.append(line.charAt(at));
        }
        at++;
      }
      labels.put(name, value.toString());
      at++;
      while (line.charAt(at) == ',' || line.charAt(at) == ' ') {
        at++;
      }
    }
    return at + 1;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      case "NaN" -> Double.NaN;
      default -> Double.parseDouble(text);
    };
  }
}
