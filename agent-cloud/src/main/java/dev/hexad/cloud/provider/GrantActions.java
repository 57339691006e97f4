package dev.hexad.cloud.provider;

import dev.hexad.cloud.provider.CloudAction.Risk;
import dev.hexad.cloud.provider.Sight.Inverse;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Gives somebody rights that the configuration allows to be given, and takes rights away. */
public final class GrantActions {
  private GrantActions() {}

  /**
   * Where a provider keeps who may do what.
   *
   * @param <C> what leads to the account
   * @param <G> a grant
   */
  public interface Granting<C, G extends Record> {
    /** The policy or the role that a grant is of, as the configuration names it. */
    String what(G grant);

    /** What is found now. */
    Found find(C connection, ActionTarget target, G grant);
  }

  /**
   * A grant as it was found.
   *
   * @param change gives it where it is not there, takes it where it is
   */
  public record Found(boolean there, Sight.Call change) {}

  /** The actions of a provider; {@code mayGive} is asked before anything is given. */
  public static <C, G extends Record> List<ActionSpec<C, ?>> of(
      Set<String> types,
      Class<G> grants,
      List<String> giving,
      List<String> taking,
      Predicate<String> mayGive,
      Granting<C, G> granting) {
    return List.of(
        new ActionSpec<C, G>(
            "attach-policy",
            "Gives the rights of a policy or a role that the configuration allows to be given.",
            Risk.DISRUPTIVE,
            types,
            grants,
            giving,
            (connection, target, grant) -> {
              Found found = granting.find(connection, target, grant);
              String what = granting.what(grant);
              if (found.there()) {
                return Sight.alreadyDone("has " + what);
              }
              if (!mayGive.test(what)) {
                throw ProviderException.of(
                    ProviderException.Kind.REFUSED,
                    what + " is not among what may be given; add it to actions.grants.");
              }
              return Sight.lasting(
                  "without " + what,
                  "has " + what,
                  new Inverse("detach-policy", grant),
                  found.change());
            }),
        new ActionSpec<C, G>(
            "detach-policy",
            "Takes the rights of a policy or a role away; only what may be given can be given back.",
            Risk.DISRUPTIVE,
            types,
            grants,
            taking,
            (connection, target, grant) -> {
              Found found = granting.find(connection, target, grant);
              String what = granting.what(grant);
              return found.there()
                  ? Sight.lasting(
                      "has " + what,
                      "without " + what,
                      mayGive.test(what) ? new Inverse("attach-policy", grant) : null,
                      found.change())
                  : Sight.alreadyDone("without " + what);
            }));
  }
}
