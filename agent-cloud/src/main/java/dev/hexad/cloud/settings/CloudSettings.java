package dev.hexad.cloud.settings;

import dev.hexad.cloud.provider.Template;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Cloud agent's live configuration.
 *
 * @param syncMinutes how often each part of an account is read anew
 * @param atOnce how many parts are read at the same time
 * @param accounts accounts of clouds; the local Docker engine needs no entry
 * @param ownerTags tags that name the owner of a resource, the first one that is set counts
 * @param tagPolicies rules for tags
 * @param actions what may be done, and how much at once
 * @param schedules when resources run
 * @param trail how far it is read back who did what
 * @param applications how the application that owns a resource is found
 * @param templates what resources can be made by
 */
public record CloudSettings(
    int syncMinutes,
    int atOnce,
    List<AccountSettings> accounts,
    List<String> ownerTags,
    ActionSettings actions,
    List<TagPolicy> tagPolicies,
    List<OffHours> schedules,
    @Nullable TrailSettings trail,
    @Nullable ApplicationTags applications,
    @Nullable List<Template> templates) {
  private static final List<String> OWNER_TAGS = List.of("owner", "Owner", "team", "application");

  public static final CloudSettings DEFAULT =
      new CloudSettings(
          10,
          8,
          List.of(),
          OWNER_TAGS,
          ActionSettings.DEFAULT,
          List.of(),
          List.of(),
          TrailSettings.DEFAULT,
          ApplicationTags.DEFAULT,
          List.of());

  public CloudSettings {
    atOnce = atOnce == 0 ? 8 : atOnce;
    accounts = accounts == null ? List.of() : List.copyOf(accounts);
    ownerTags = ownerTags == null ? OWNER_TAGS : List.copyOf(ownerTags);
    tagPolicies = tagPolicies == null ? List.of() : List.copyOf(tagPolicies);
    schedules = schedules == null ? List.of() : List.copyOf(schedules);
    actions = actions == null ? ActionSettings.DEFAULT : actions;
    if (syncMinutes < 1) {
      throw new IllegalArgumentException("syncMinutes must be at least 1");
    }
    if (atOnce < 1 || atOnce > 64) {
      throw new IllegalArgumentException("atOnce must be 1 to 64");
    }
    var taken = new HashSet<String>();
    for (OffHours hours : schedules) {
      if (!taken.add(hours.name())) {
        throw new IllegalArgumentException("two schedules are named '" + hours.name() + "'");
      }
    }
    templates = templates == null ? List.of() : List.copyOf(templates);
    var known = new HashSet<String>();
    for (Template template : templates) {
      if (!known.add(template.name())) {
        throw new IllegalArgumentException("two templates are named '" + template.name() + "'");
      }
    }
    var names = new HashSet<String>();
    for (AccountSettings account : accounts) {
      if (!names.add(account.name())) {
        throw new IllegalArgumentException("two accounts are named '" + account.name() + "'");
      }
    }
  }

  @Override
  public TrailSettings trail() {
    return trail == null ? TrailSettings.DEFAULT : trail;
  }

  @Override
  public ApplicationTags applications() {
    return applications == null ? ApplicationTags.DEFAULT : applications;
  }

  @Override
  public List<Template> templates() {
    return templates == null ? List.of() : templates;
  }
}
