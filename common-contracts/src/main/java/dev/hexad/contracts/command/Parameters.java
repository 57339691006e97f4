package dev.hexad.contracts.command;

/**
 * The parameters of the capabilities that ship with Hexad, one record each. Other agents bring
 * their own shapes through their manifest.
 */
public sealed interface Parameters
    permits ResolveParameters,
        BuildParameters,
        JenkinsParameters,
        DeployParameters,
        DriftParameters,
        PromoteParameters,
        ShiftParameters,
        RollbackParameters,
        RemoveParameters,
        VerifyParameters,
        PlanParameters,
        ApplyParameters,
        SyncParameters,
        ImportParameters,
        EstimateParameters {}
