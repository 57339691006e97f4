package dev.hexad.contracts.event;

/**
 * A fact that has happened. Events are for everyone; additive changes keep the version, breaking
 * ones get a new record and type.
 */
public sealed interface Event
    permits AgentRegistered,
        AgentLost,
        AgentStateChanged,
        ConfigurationChanged,
        PluginChanged,
        HookDisabled,
        ApplicationRegistered,
        ChangeReceived,
        BuildSucceeded,
        BuildFailed,
        DeploymentWaiting,
        DeploymentDecided,
        DeploymentStarted,
        DeploymentSucceeded,
        DeploymentFailed,
        DeploymentPromoted,
        DeploymentShifted,
        DeploymentRolledBack,
        DeploymentHealthChanged,
        EnvironmentRemoved,
        DriftDetected,
        DriftEnded,
        VerdictGiven,
        AlertRaised,
        AlertResolved,
        PlanCompleted,
        ApplyCompleted,
        InventorySynchronised,
        TagsNoticed,
        CostsImported,
        CostBudgetCrossed,
        CostAnomalyDetected,
        RunStarted,
        StageChanged,
        RunFinished,
        RunPaused,
        RunResumed,
        GateDecided,
        BudgetChanged,
        ChangeObserved,
        ChangePlanMade,
        CommandStarted,
        CommandProgressed,
        CommandSucceeded,
        CommandFailed,
        CommandCancelled {

  /** Key of the aggregate the event is about; events of one subject keep their order. */
  String subject();
}
