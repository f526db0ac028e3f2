namespace FhirSafety.CdsHooks;

/// <summary>Why a call is not answered with cards. Becomes an OperationOutcome; never holds patient data.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">A stable code of <see cref="RefusalCodes"/>.</param>
/// <param name="Diagnostics">What is wrong, where, and what to do, in one or two sentences.</param>
public sealed record Refusal(int Status, string Code, string Diagnostics);

/// <summary>The codes of refusals: a contract with integrators, in <c>issue.details.coding</c>.</summary>
public static class RefusalCodes
{
    /// <summary>URI of this code system.</summary>
    public const string System = "urn:fhirsafety:error";

    /// <summary>400: the body is not JSON, repeats a member or nests too deep.</summary>
    public const string MalformedJson = "malformed-json";

    /// <summary>400 or 408: the body did not arrive whole, or too slowly.</summary>
    public const string BodyIncomplete = "body-incomplete";

    /// <summary>400: a required member is missing.</summary>
    public const string MissingField = "missing-field";

    /// <summary>400: a member has the wrong JSON type.</summary>
    public const string WrongType = "wrong-type";

    /// <summary>400: a member has the right type and a value that cannot be.</summary>
    public const string InvalidValue = "invalid-value";

    /// <summary>400: this service does not serve this hook.</summary>
    public const string HookNotServed = "hook-not-served";

    /// <summary>400: data of another patient came with the call.</summary>
    public const string WrongPatient = "wrong-patient";

    /// <summary>404: no such service.</summary>
    public const string UnknownService = "unknown-service";

    /// <summary>404: no such scenario (Development only).</summary>
    public const string UnknownScenario = "unknown-scenario";

    /// <summary>405: the path is right, the HTTP method is not.</summary>
    public const string MethodNotAllowed = "method-not-allowed";

    /// <summary>412: no orders came with an order hook.</summary>
    public const string MissingOrders = "missing-orders";

    /// <summary>412: data without which nothing can be checked did not come.</summary>
    public const string MissingData = "missing-data";

    /// <summary>413: the body is over the limit.</summary>
    public const string BodyTooLarge = "body-too-large";

    /// <summary>415: the body is not sent as JSON.</summary>
    public const string UnsupportedMediaType = "unsupported-media-type";

    /// <summary>503: what was sent could not be stored; send it again.</summary>
    public const string StoreUnavailable = "store-unavailable";

    /// <summary>500: a fault of the service.</summary>
    public const string Internal = "internal-error";
}
