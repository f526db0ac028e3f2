namespace FhirSafety.CdsHooks;

/// <summary>What reading a call's envelope comes to.</summary>
public abstract record HookRequestReading
{
    private HookRequestReading()
    {
    }

    /// <summary>A call that can be checked.</summary>
    public sealed record Accepted(HookRequest Request) : HookRequestReading;

    /// <summary>A call that cannot.</summary>
    public sealed record Refused(Refusal Refusal) : HookRequestReading;
}
