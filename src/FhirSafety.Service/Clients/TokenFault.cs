namespace FhirSafety.Service.Clients;

/// <summary>Why a call is not let in. For the log only: the caller learns nothing. The names are codes that keep their meaning.</summary>
internal enum TokenFault
{
    /// <summary>There is no Authorization header.</summary>
    NoToken,

    /// <summary>Several Authorization headers, or one that holds no bearer token.</summary>
    NoBearer,

    /// <summary>Longer than any token this service needs.</summary>
    TooLong,

    /// <summary>Not a signed JWT: three parts of base64url, JSON objects without repeated members, members of the right type.</summary>
    Malformed,

    /// <summary>The header's <c>typ</c> is not JWT.</summary>
    WrongType,

    /// <summary>The header demands extensions (<c>crit</c>), and this service has none.</summary>
    Critical,

    /// <summary>No client has this issuer.</summary>
    UnknownIssuer,

    /// <summary>The issuer is known, the tenant (or its absence) is not listed.</summary>
    UnlistedTenant,

    /// <summary>The client may not use this algorithm.</summary>
    Algorithm,

    /// <summary>The token is for another endpoint or service.</summary>
    Audience,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>Issued in the future.</summary>
    IssuedInFuture,

    /// <summary>Not to be used yet.</summary>
    NotYetValid,

    /// <summary>Valid for longer than an hour, or for no time at all.</summary>
    LivesTooLong,

    /// <summary>The client's keys could not be fetched and none are known.</summary>
    KeysUnavailable,

    /// <summary>The client has no key of this id for this algorithm.</summary>
    UnknownKey,

    /// <summary>The signature is not the client's.</summary>
    Signature,

    /// <summary>A token with this <c>jti</c> has been used already.</summary>
    Replayed,

    /// <summary>Whether it has been used cannot be told: the store does not answer.</summary>
    ReplayStoreSilent,

    /// <summary>The page is for operators.</summary>
    NotOperator,

    /// <summary>Too many calls at once: nobody asked for the token.</summary>
    Overloaded,

    /// <summary>The token was good, and the client has made too many calls in this minute.</summary>
    TooManyCalls,
}
