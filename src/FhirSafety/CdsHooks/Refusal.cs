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

    /// <summary>403: the client is known, and the page is not for clients.</summary>
    public const string NotAllowed = "not-allowed";

    /// <summary>404: no such service.</summary>
    public const string UnknownService = "unknown-service";

    /// <summary>404: no such scenario (Development only).</summary>
    public const string UnknownScenario = "unknown-scenario";

    /// <summary>404: no such value set.</summary>
    public const string UnknownValueSet = "unknown-value-set";

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

    /// <summary>429: more calls of this client than the site allows.</summary>
    public const string TooManyCalls = "too-many-calls";

    /// <summary>503: more calls at once than the service takes.</summary>
    public const string Overloaded = "overloaded";

    /// <summary>503: something the service depends on does not answer.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>503: what was sent could not be stored; send it again.</summary>
    public const string StoreUnavailable = "store-unavailable";

    /// <summary>500: a fault of the service.</summary>
    public const string Internal = "internal-error";
}
