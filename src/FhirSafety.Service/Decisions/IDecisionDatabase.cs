using System.Data.Common;

namespace FhirSafety.Service.Decisions;

/// <summary>What differs between the databases that decisions can be kept in. Tables and queries are the same in both.</summary>
internal interface IDecisionDatabase
{
    /// <summary>Its name, and the folder of its numbered SQL files.</summary>
    string Name { get; }

    /// <summary>Locks the schema for one transaction, so that instances that start together migrate once.</summary>
    string LockSchema { get; }

    /// <summary>Ends a SELECT whose rows of <c>c</c> are about to be changed.</summary>
    string ForUpdate { get; }

    /// <summary>An open connection; the caller disposes of it.</summary>
    ValueTask<DbConnection> OpenAsync(CancellationToken stop);

    /// <summary>Begins a transaction for writing.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="durable">Whether its commit must have reached the disk when it returns.</param>
    /// <param name="stop">Ends the wait.</param>
    ValueTask<DbTransaction> BeginAsync(DbConnection connection, bool durable, CancellationToken stop);

    /// <summary>Whether a fault is the fault of what was written: to write it again would fail again.</summary>
    bool IsAboutTheData(Exception fault);

    /// <summary>What is wrong with the database, in a word for operators, without anything it holds.</summary>
    string Describe(Exception fault);
}
