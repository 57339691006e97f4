package dev.hexad.cloud.provider;

import dev.hexad.cloud.provider.CloudAction.Risk;
import dev.hexad.cloud.provider.Sight.Inverse;
import dev.hexad.contracts.message.Json;
import dev.hexad.service.schema.Schemas;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes resources by the templates of the configuration, and deletes what was made so. */
public final class TemplateActions {
  private TemplateActions() {}

  /** How far a resource is. */
  public enum Stage {
    COMING,
    THERE,
    GOING,
    /** A name that was used once is not used again. */
    GONE
  }

  /** What was made under a name. */
  public record Found(String id, Stage stage) {}

  /**
   * Makes resources of one type.
   *
   * @param <C> what leads to the account
   * @param <S> the settings of a template
   */
  public interface Maker<C, S extends Record> {
    /** Type of what is made. */
    String makes();

    /** Type of what it is made of, or in. */
    String on();

    Class<S> settings();

    List<String> permissions();

    /** Where it is made, beside what it is made of; empty when that says it. */
    default String place(S settings) {
      return "";
    }

    /** What was made by such an act under a name; never what somebody else made. */
    Optional<Found> find(C connection, ActionTarget target, String name, String place);

    Outcome make(C connection, ActionTarget target, String name, S settings);

    Outcome remove(C connection, ActionTarget target, Found found, String place);
  }

  /**
   * What is to be made.
   *
   * @param template its name in the configuration
   * @param name of what is made, new
   * @param choices values in the place of those of the template, where it leaves a choice
   */
  record Wish(String template, String name, @Nullable Map<String, String> choices) {
    Wish {
      choices = choices == null ? Map.of() : Map.copyOf(choices);
      if (name == null || !name.matches("[a-z][a-z0-9-]{0,61}[a-z0-9]")) {
        throw new IllegalArgumentException(
            "name must be 2 to 63 lower case letters, digits and dashes");
      }
    }

    @Override
    public Map<String, String> choices() {
      return choices == null ? Map.of() : choices;
    }
  }

  /** What was made. */
  record Made(String name, @Nullable String place) {}

  /** The actions of a provider. */
  public static <C, S extends Record> List<ActionSpec<C, ?>> of(
      Maker<C, S> maker, Supplier<List<Template>> templates) {
    String kind = maker.makes().substring(maker.makes().lastIndexOf('.') + 1);
    return List.of(
        new ActionSpec<C, Wish>(
            "create-" + kind,
            "Makes a new %s by a template of the configuration; it costs.".formatted(kind),
            Risk.DISRUPTIVE,
            Set.of(maker.on()),
            Wish.class,
            maker.permissions(),
            (connection, target, wish) ->
                create(maker, connection, target, wish, kind, templates.get())),
        new ActionSpec<C, Made>(
            "delete-created-" + kind,
            "Deletes a %s that an act has made, for ever.".formatted(kind),
            Risk.DESTRUCTIVE,
            Set.of(maker.on()),
            Made.class,
            maker.permissions(),
            (connection, target, made) -> delete(maker, connection, target, made)));
  }

  private static <C, S extends Record> Sight create(
      Maker<C, S> maker,
      C connection,
      ActionTarget target,
      Wish wish,
      String kind,
      List<Template> templates) {
    Template template = template(maker.makes(), wish.template(), templates);
    S settings = settings(maker, template, wish.choices());
    String place = maker.place(settings);
    Optional<Found> found = maker.find(connection, target, wish.name(), place);
    if (found.isPresent()) {
      String there = "there is " + found.get().id();
      return switch (found.get().stage()) {
        case COMING -> Sight.underWay(there);
        case THERE -> Sight.alreadyDone(there);
        case GOING, GONE -> throw refused(there + ", which is going or gone; take another name.");
      };
    }
    return Sight.lasting(
        "no " + wish.name(),
        "a new %s %s by %s".formatted(kind, wish.name(), template.name()),
        new Inverse("delete-created-" + kind, new Made(wish.name(), place)),
        () -> maker.make(connection, target, wish.name(), settings));
  }

  private static Template template(String type, String name, List<Template> templates) {
    List<Template> fitting = templates.stream().filter(t -> t.type().equals(type)).toList();
    return fitting.stream()
        .filter(t -> t.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            refused(
                "There is no template '%s' of %s; there are: %s."
                    .formatted(
                        name,
                        type,
                        fitting.stream().map(Template::name).collect(Collectors.joining(", ")))));
  }

  private static <S extends Record> S settings(
      Maker<?, S> maker, Template template, Map<String, String> choices) {
    Map<String, String> all = new TreeMap<>(template.settings());
    choices.forEach((key, value) -> {
      List<String> allowed = template.choices().getOrDefault(key, List.of());
      if (!allowed.contains(value)) {
        throw refused(
            "The template '%s' leaves no choice of %s=%s; it allows: %s."
                .formatted(template.name(), key, value, allowed));
      }
      all.put(key, value);
    });
    var wrong = Schemas.check(Schemas.of(maker.settings()), Json.tree(all));
    if (!wrong.isEmpty()) {
      throw refused("The template '%s' is not right: %s".formatted(template.name(), wrong));
    }
    return Json.convert(Json.tree(all), maker.settings());
  }

  private static <C> Sight delete(Maker<C, ?> maker, C connection, ActionTarget target, Made made) {
    String place = made.place() == null ? "" : made.place();
    Optional<Found> found = maker.find(connection, target, made.name(), place);
    if (found.isEmpty() || found.get().stage() == Stage.GONE) {
      return Sight.alreadyDone("deleted");
    }
    String there = "there is " + found.get().id();
    return found.get().stage() == Stage.GOING
        ? Sight.underWay(there)
        : Sight.lasting(
            there, "deleted", null, () -> maker.remove(connection, target, found.get(), place));
  }

  private static ProviderException refused(String message) {
    return ProviderException.of(ProviderException.Kind.REFUSED, message);
  }
}
