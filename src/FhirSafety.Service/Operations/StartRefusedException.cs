namespace FhirSafety.Service.Operations;

/// <summary>The service does not start; the message names the setting and the remedy for whoever started it.</summary>
internal sealed class StartRefusedException : Exception
{
    public StartRefusedException()
    {
    }

    public StartRefusedException(string message)
        : base(message)
    {
    }

    public StartRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
