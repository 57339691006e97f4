package dev.hexad.cloud.settings;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule for tags.
 *
 * @param name unique
 * @param resources filter that finds those it is about, all when absent
 * @param required keys that must be there
 * @param allowed values that a key may have; any when a key is not named
 * @param defaults values that remediation sets where a key is missing or its value is not allowed
 * @param graceDays for how long a new resource may be otherwise
 * @param takenFrom where remediation takes the value of a key from, before it is the default; the
 *     first place that has one counts. {@code application.name}, {@code application.team} and
 *     {@code application.<key>} are of the application that owns the resource; {@code aws.ec2.vpc}
 *     or {@code *.resourcegroup} is the tag of a resource of this type that it is linked with, and
 *     {@code aws.ec2.vpc:CostCenter} is another tag of it
 * @param notices whether owners are told; true when absent
 * @param noticeDays how many days before its time is over an owner is told again, 2 when absent
 */
public record TagPolicy(
    String name,
    @Nullable String resources,
    List<String> required,
    Map<String, List<String>> allowed,
    Map<String, String> defaults,
    int graceDays,
    @Nullable Map<String, List<String>> takenFrom,
    @Nullable Boolean notices,
    @Nullable Integer noticeDays) {
  private static final Pattern PLACE =
      Pattern.compile(
          "application\\.[A-Za-z0-9._/-]{1,100}|[a-z0-9*][a-z0-9*.-]{0,99}(:.{1,128})?");

  public TagPolicy {
    if (name == null || !name.matches("[a-z][a-z0-9-]{0,59}")) {
      throw new IllegalArgumentException(
          "the tag policy '" + name + "' must be named by lower case letters, digits, dashes");
    }
    required = required == null ? List.of() : List.copyOf(required);
    allowed = allowed == null ? Map.of() : Map.copyOf(allowed);
    defaults = defaults == null ? Map.of() : Map.copyOf(defaults);
    if (required.isEmpty() && allowed.isEmpty()) {
      throw new IllegalArgumentException("the tag policy '" + name + "' asks for nothing");
    }
    if (graceDays < 0 || noticeDays != null && noticeDays < 0) {
      throw new IllegalArgumentException("graceDays and noticeDays must be 0 or more");
    }
    takenFrom = takenFrom == null ? Map.of() : Map.copyOf(takenFrom);
    for (Map.Entry<String, List<String>> one : takenFrom.entrySet()) {
      for (String place : one.getValue()) {
        if (!PLACE.matcher(place).matches()) {
          throw new IllegalArgumentException(
              "the tag policy '%s' cannot take %s from '%s'; write application.team, aws.ec2.vpc or aws.ec2.vpc:Key"
                  .formatted(name, one.getKey(), place));
        }
      }
    }
    for (Map.Entry<String, String> one : defaults.entrySet()) {
      List<String> values = allowed.get(one.getKey());
      if (values != null && !values.contains(one.getValue())) {
        throw new IllegalArgumentException(
            "the tag policy '" + name + "' sets what it does not allow: " + one.getKey());
      }
    }
  }

  @Override
  public Map<String, List<String>> takenFrom() {
    return takenFrom == null ? Map.of() : takenFrom;
  }

  @Override
  public Boolean notices() {
    return notices == null || notices;
  }

  @Override
  public Integer noticeDays() {
    return noticeDays == null ? 2 : noticeDays;
  }
}
