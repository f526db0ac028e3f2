using System.Net;

namespace FhirSafety.Service.Operations;

/// <summary>All that the service logs.</summary>
internal static partial class Log
{
    // Nothing below takes a patient id, a name, a token, a body or an exception's message: logs outlive consent.
    // A stack trace names code only.

    /// <summary>A call ended in a 500.</summary>
    public static void CallFailed(this ILogger logger, Exception fault)
    {
        if (logger.IsEnabled(LogLevel.Error))
        {
            logger.CallFailed(fault.GetType(), fault.StackTrace);
        }
    }

    /// <summary>The service cannot check its own request.</summary>
    public static void WarmUpFailed(this ILogger logger, Exception fault)
    {
        if (logger.IsEnabled(LogLevel.Critical))
        {
            logger.WarmUpFailed(fault.GetType(), fault.StackTrace);
        }
    }

    /// <summary>A server failed too often. Its name is an address of the configuration.</summary>
    [LoggerMessage(EventId = 201, Level = LogLevel.Warning,
        Message = "The FHIR server {Server} fails too often; it is left alone for {Break}, and checks go on without it")]
    public static partial void FhirServerLeftAlone(this ILogger logger, string server, TimeSpan @break);

    /// <summary>It answers again.</summary>
    [LoggerMessage(EventId = 202, Level = LogLevel.Information, Message = "The FHIR server {Server} answers again")]
    public static partial void FhirServerAnswersAgain(this ILogger logger, string server);

    /// <summary>A client's key set could not be had, or holds no usable key.</summary>
    [LoggerMessage(EventId = 301, Level = LogLevel.Warning,
        Message = "The keys of client {Client} could not be fetched; keys known from before: {HasKeys}")]
    public static partial void KeysNotFetched(this ILogger logger, string client, bool hasKeys);

    /// <summary>The shared store of used tokens does not answer.</summary>
    [LoggerMessage(EventId = 302, Level = LogLevel.Error, Message = "The replay store (ConnectionStrings:Redis) does not answer; nobody is let in")]
    public static partial void ReplayStoreSilent(this ILogger logger);

    /// <summary>What a site has declared of a client.</summary>
    [LoggerMessage(EventId = 303, Level = LogLevel.Warning,
        Message = "Client {Client} never sends medication lists (MedicationList): orders of interacting drugs alone are not judged for it, and nothing is said about them")]
    public static partial void MedicationListNever(this ILogger logger, string client);

    /// <summary>A precaution that the site's policy keeps from prescribers.</summary>
    [LoggerMessage(EventId = 305, Level = LogLevel.Warning, Message = "Precaution {Precaution} is {Mode} by Policy:Modes: no card speaks of it")]
    public static partial void NotShown(this ILogger logger, string precaution, PrecautionMode mode);

    /// <summary>A precaution that the policy of one client, or of the site, keeps from its prescribers.</summary>
    [LoggerMessage(EventId = 307, Level = LogLevel.Warning, Message = "Client {Client}: precaution {Precaution} is {Mode} by its Policy:Modes: no card speaks of it")]
    public static partial void NotShownTo(this ILogger logger, string client, string precaution, PrecautionMode mode);

    /// <summary>Nobody can see operators' pages.</summary>
    [LoggerMessage(EventId = 304, Level = LogLevel.Warning, Message = "Operator:Token is not set: metrics and the other pages for operators let nobody in")]
    public static partial void NoOperator(this ILogger logger);

    /// <summary>The access log.</summary>
    [LoggerMessage(EventId = 401, Level = LogLevel.Information,
        Message = "Client {Client}, hook {Hook}, instance {HookInstance}: {Status} in {Milliseconds} ms, cards [{Cards}]")]
    public static partial void HookAnswered(
        this ILogger logger, string client, string hook, Guid? hookInstance, int status, double milliseconds, string cards);

    /// <summary>The audit log.</summary>
    [LoggerMessage(EventId = 402, Level = LogLevel.Information,
        Message = "{Outcome}: client {Client}, tenant {Tenant}, from {Source}, {Method} {Route}: {Status} in {Milliseconds} ms")]
    public static partial void Called(
        this ILogger logger, string outcome, string client, string tenant, IPAddress? source, string method, string route, int status, double milliseconds);

    /// <summary>The store of decisions works, or works again.</summary>
    [LoggerMessage(EventId = 501, Level = LogLevel.Information, Message = "Decisions are stored; {Waiting} wait, {Dropped} were lost since the start")]
    public static partial void DecisionsAreStored(this ILogger logger, int waiting, long dropped);

    /// <summary>It does not. The fault is a word of ours.</summary>
    [LoggerMessage(EventId = 502, Level = LogLevel.Error,
        Message = "Decisions cannot be stored ({Fault}); cards go out, {Waiting} records wait in memory, feedback is refused")]
    public static partial void DecisionsAreNotStored(this ILogger logger, string fault, int waiting);

    /// <summary>More decisions came than may wait.</summary>
    [LoggerMessage(EventId = 503, Level = LogLevel.Error, Message = "{Dropped} decisions were lost since the start: too many wait for the store")]
    public static partial void DecisionsAreDropped(this ILogger logger, long dropped);

    /// <summary>Old decisions were deleted.</summary>
    [LoggerMessage(EventId = 504, Level = LogLevel.Information, Message = "{Decisions} decisions were older than the retention and have been deleted")]
    public static partial void DecisionsForgotten(this ILogger logger, int decisions);

    /// <summary>Old decisions could not be deleted.</summary>
    [LoggerMessage(EventId = 505, Level = LogLevel.Warning, Message = "Old decisions could not be deleted ({Fault}); it is tried again")]
    public static partial void DecisionsNotForgotten(this ILogger logger, string fault);

    /// <summary>A decision could not be put together.</summary>
    public static void DecisionNotRecorded(this ILogger logger, Exception fault)
    {
        if (logger.IsEnabled(LogLevel.Error))
        {
            logger.DecisionNotRecorded(fault.GetType(), fault.StackTrace);
        }
    }

    /// <summary>The as-configured score.</summary>
    [LoggerMessage(EventId = 601, Level = LogLevel.Information, Message = "Canaries: {Right} of {All} right, as configured")]
    public static partial void CanariesJudged(this ILogger logger, int right, int all);

    /// <summary>A worked example is no longer answered as it must be.</summary>
    [LoggerMessage(EventId = 602, Level = LogLevel.Error, Message = "The canary {Scenario} ({Precaution}) was judged wrong")]
    public static partial void CanaryFailed(this ILogger logger, string scenario, string precaution);

    [LoggerMessage(EventId = 101, Level = LogLevel.Error, Message = "A call failed with {Type}{StackTrace}")]
    private static partial void CallFailed(this ILogger logger, Type type, string? stackTrace);

    [LoggerMessage(EventId = 102, Level = LogLevel.Critical,
        Message = "The check failed on the service's own request with {Type}; the service stays not ready{StackTrace}")]
    private static partial void WarmUpFailed(this ILogger logger, Type type, string? stackTrace);

    [LoggerMessage(EventId = 306, Level = LogLevel.Error, Message = "A decision was not recorded, because of {Type}{StackTrace}")]
    private static partial void DecisionNotRecorded(this ILogger logger, Type type, string? stackTrace);
}
