using FhirSafety.Service.Hooks;

namespace FhirSafety.Service.Gathering;

/// <summary>What one attempt at one page came to.</summary>
/// <param name="Outcome">What it came to.</param>
/// <param name="RetryAfter">How long the server asks to be left alone; null when it does not say.</param>
/// <param name="Body">The JSON; only of an answer.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record FhirResponse(ReadOutcome Outcome, TimeSpan? RetryAfter = null, ReceivedBody.Json? Body = null, int Bytes = 0);

/// <summary>How a FHIR read ends. The names go to spans: they tell about the server, never about the patient.</summary>
internal enum ReadOutcome
{
    /// <summary>FHIR JSON came.</summary>
    Answered,

    /// <summary>The server will not answer this, however often it is asked: 401, 403, 404, a redirect.</summary>
    Refused,

    /// <summary>Something came that is no FHIR JSON, or too much of it.</summary>
    Unreadable,

    /// <summary>Data of another patient came.</summary>
    AnotherPatient,

    /// <summary>The server is busy, broken or not to be reached: 408, 429, 5xx, or the connection broke.</summary>
    Unavailable,

    /// <summary>No answer in the time of an attempt, be it this one's or that of the reads before it in the call.</summary>
    TimedOut,

    /// <summary>The call waits no longer: its budget is spent, or the caller is gone. Says nothing about the server.</summary>
    GivenUp,

    /// <summary>Not asked: the server has failed too often of late.</summary>
    LeftAlone,

    /// <summary>There is more than may be read, or it lies elsewhere.</summary>
    CutShort,
}
