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

    /// <summary>The store of decisions works, or works again.</summary>
    [LoggerMessage(EventId = 301, Level = LogLevel.Information, Message = "Decisions are stored; {Waiting} wait, {Dropped} were lost since the start")]
    public static partial void DecisionsAreStored(this ILogger logger, int waiting, long dropped);

    /// <summary>It does not. The fault is a word of ours.</summary>
    [LoggerMessage(EventId = 302, Level = LogLevel.Error,
        Message = "Decisions cannot be stored ({Fault}); cards go out, {Waiting} records wait in memory, feedback is refused")]
    public static partial void DecisionsAreNotStored(this ILogger logger, string fault, int waiting);

    /// <summary>More decisions came than may wait.</summary>
    [LoggerMessage(EventId = 303, Level = LogLevel.Error, Message = "{Dropped} decisions were lost since the start: too many wait for the store")]
    public static partial void DecisionsAreDropped(this ILogger logger, long dropped);

    /// <summary>Old decisions were deleted.</summary>
    [LoggerMessage(EventId = 304, Level = LogLevel.Information, Message = "{Decisions} decisions were older than the retention and have been deleted")]
    public static partial void DecisionsForgotten(this ILogger logger, int decisions);

    /// <summary>Old decisions could not be deleted.</summary>
    [LoggerMessage(EventId = 305, Level = LogLevel.Warning, Message = "Old decisions could not be deleted ({Fault}); it is tried again")]
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
    [LoggerMessage(EventId = 401, Level = LogLevel.Information, Message = "Canaries: {Right} of {All} right, as configured")]
    public static partial void CanariesJudged(this ILogger logger, int right, int all);

    /// <summary>A worked example is no longer answered as it must be.</summary>
    [LoggerMessage(EventId = 402, Level = LogLevel.Error, Message = "The canary {Scenario} ({Precaution}) was judged wrong")]
    public static partial void CanaryFailed(this ILogger logger, string scenario, string precaution);

    [LoggerMessage(EventId = 101, Level = LogLevel.Error, Message = "A call failed with {Type}{StackTrace}")]
    private static partial void CallFailed(this ILogger logger, Type type, string? stackTrace);

    [LoggerMessage(EventId = 102, Level = LogLevel.Critical,
        Message = "The check failed on the service's own request with {Type}; the service stays not ready{StackTrace}")]
    private static partial void WarmUpFailed(this ILogger logger, Type type, string? stackTrace);

    [LoggerMessage(EventId = 306, Level = LogLevel.Error, Message = "A decision was not recorded, because of {Type}{StackTrace}")]
    private static partial void DecisionNotRecorded(this ILogger logger, Type type, string? stackTrace);
}
