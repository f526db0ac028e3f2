namespace FhirSafety.Service.Operations;

/// <summary>Who may call an endpoint. Every endpoint says it, or the start fails: what nobody thought of is open to nobody.</summary>
internal sealed class EndpointAccess
{
    private EndpointAccess(string who) => Who = who;

    /// <summary>Everyone: discovery, health, evidence, Development's pages.</summary>
    public static EndpointAccess Open { get; } = new("everyone");

    /// <summary>Clients, by their tokens.</summary>
    public static EndpointAccess Client { get; } = new("clients");

    /// <summary>Operators, by <c>Operator:Token</c>.</summary>
    public static EndpointAccess Operator { get; } = new("operators");

    /// <summary>Both: value sets, whose licences do not allow everyone.</summary>
    public static EndpointAccess OperatorOrClient { get; } = new("operators and clients");

    private string Who { get; }

    public override string ToString() => Who;
}
