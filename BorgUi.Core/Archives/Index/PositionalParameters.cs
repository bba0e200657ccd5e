using Npgsql;

namespace BorgUi.Core.Archives.Index;

internal static class PositionalParameters
{
    /// <summary>Adds the values of <c>$1</c>, <c>$2</c> and so on; a parameter among them goes in as it is.</summary>
    public static void Add(NpgsqlParameterCollection parameters, params ReadOnlySpan<object> values)
    {
        foreach (var value in values)
        {
            parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        }
    }
}
