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

    [LoggerMessage(EventId = 101, Level = LogLevel.Error, Message = "A call failed with {Type}{StackTrace}")]
    private static partial void CallFailed(this ILogger logger, Type type, string? stackTrace);

    [LoggerMessage(EventId = 102, Level = LogLevel.Critical,
        Message = "The check failed on the service's own request with {Type}; the service stays not ready{StackTrace}")]
    private static partial void WarmUpFailed(this ILogger logger, Type type, string? stackTrace);
}
