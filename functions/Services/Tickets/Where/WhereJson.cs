using System.Text.Json;
using System.Text.Json.Serialization;

namespace CasaServerless.Services.Tickets.Where;

/// <summary>JSON of places and of the catalogue.</summary>
[JsonSerializable(typeof(Locate.PointGiven))]
[JsonSerializable(typeof(Locate.LocationFound))]
[JsonSerializable(typeof(BoundaryVersion))]
[JsonSerializable(typeof(IReadOnlyList<BoundaryVersion>))]
[JsonSerializable(typeof(BrowseCatalogue.ServiceList))]
[JsonSerializable(typeof(BrowseCatalogue.ServiceTold))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
sealed partial class WhereJson : JsonSerializerContext;
