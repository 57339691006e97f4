package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ActionSpec;
import dev.hexad.cloud.provider.ActionSpec.Nothing;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.CloudAction.Risk;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.provider.Sight;
import dev.hexad.cloud.provider.Sight.Inverse;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;

/** What can be done to databases. */
final class RdsActions {
  private static final Set<String> INSTANCE = Set.of("aws.rds.instance");
  private static final List<String> MODIFY =
      List.of("rds:DescribeDBInstances", "rds:ModifyDBInstance");

  private RdsActions() {}

  /** On or off. */
  record Switch(boolean enabled) {}

  /** For how many days back-ups are kept. */
  record Days(int days) {
    Days {
      if (days < 0 || days > 35) {
        throw new IllegalArgumentException("days must be 0 to 35");
      }
    }
  }

  static List<ActionSpec<AwsRegion, ?>> all() {
    return List.of(
        new ActionSpec<>(
            "start",
            "Starts a database.",
            Risk.DISRUPTIVE,
            INSTANCE,
            Nothing.class,
            List.of("rds:DescribeDBInstances", "rds:StartDBInstance"),
            (aws, target, none) -> run(aws, target, true)),
        new ActionSpec<>(
            "stop",
            "Stops a database; AWS starts it again after seven days.",
            Risk.DISRUPTIVE,
            INSTANCE,
            Nothing.class,
            List.of("rds:DescribeDBInstances", "rds:StopDBInstance"),
            (aws, target, none) -> run(aws, target, false)),
        new ActionSpec<>(
            "set-public",
            "Makes a database reachable from outside, or keeps it in.",
            Risk.DISRUPTIVE,
            INSTANCE,
            Switch.class,
            MODIFY,
            (aws, target, wish) ->
                modify(
                    aws,
                    target,
                    "set-public",
                    db -> new Switch(Boolean.TRUE.equals(db.publiclyAccessible())),
                    wish,
                    r -> r.publiclyAccessible(wish.enabled()))),
        new ActionSpec<>(
            "set-deletion-protection",
            "Keeps a database from being deleted, or lets it.",
            Risk.REVERSIBLE,
            INSTANCE,
            Switch.class,
            MODIFY,
            (aws, target, wish) ->
                modify(
                    aws,
                    target,
                    "set-deletion-protection",
                    db -> new Switch(Boolean.TRUE.equals(db.deletionProtection())),
                    wish,
                    r -> r.deletionProtection(wish.enabled()))),
        new ActionSpec<>(
            "set-backup-retention",
            "Keeps back-ups for some days.",
            Risk.REVERSIBLE,
            INSTANCE,
            Days.class,
            MODIFY,
            (aws, target, wish) ->
                modify(
                    aws,
                    target,
                    "set-backup-retention",
                    db ->
                        new Days(
                            db.backupRetentionPeriod() == null ? 0 : db.backupRetentionPeriod()),
                    wish,
                    r -> r.backupRetentionPeriod(wish.days()))));
  }

  private static RdsClient rds(AwsRegion aws) {
    return aws.client(RdsClient.class, RdsClient::builder);
  }

  private static DBInstance instance(AwsRegion aws, ActionTarget target) {
    return rds(aws)
        .describeDBInstances(r -> r.dbInstanceIdentifier(target.name()))
        .dbInstances()
        .getFirst();
  }

  private static Sight run(AwsRegion aws, ActionTarget target, boolean wish) {
    String state = instance(aws, target).dbInstanceStatus();
    boolean on = state.equals("available");
    boolean off = state.equals("stopped");
    if (wish ? on : off) {
      return Sight.alreadyDone(state);
    }
    if (state.equals(wish ? "starting" : "stopping")) {
      return Sight.underWay(state);
    }
    if (!on && !off) {
      String message = "It is " + state + "; wait until that is over.";
      throw ProviderException.of(ProviderException.Kind.REFUSED, message);
    }
    return Sight.watched(
        state,
        wish ? "available" : "stopped",
        new Inverse(wish ? "stop" : "start", new Nothing()),
        () -> {
          if (wish) {
            rds(aws).startDBInstance(r -> r.dbInstanceIdentifier(target.name()));
          } else {
            rds(aws).stopDBInstance(r -> r.dbInstanceIdentifier(target.name()));
          }
        });
  }

  private static <P extends Record> Sight modify(
      AwsRegion aws,
      ActionTarget target,
      String action,
      Function<DBInstance, P> now,
      P wish,
      Consumer<ModifyDbInstanceRequest.Builder> change) {
    P before = now.apply(instance(aws, target));
    if (before.equals(wish)) {
      return Sight.alreadyDone(wish.toString());
    }
    return new Sight(
        false,
        before.toString(),
        wish.toString(),
        new Inverse(action, before),
        () ->
            rds(aws)
                .modifyDBInstance(r -> {
                  r.dbInstanceIdentifier(target.name()).applyImmediately(true);
                  change.accept(r);
                }));
  }
}
