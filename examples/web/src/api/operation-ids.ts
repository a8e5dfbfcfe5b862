// Written by `npm run client`.

/** The ids of the operations, by name. */
export const operationIds: Record<string, string> = {
  Board: '65621c9c0830356565d7166e89b66df70e6f730106cd2b1418038802d34640d2',
  CommentChanges: '5bf781b02fb3d4171b0074bf461cf41b3f593698d80b40505105cc4c7bcabd8a',
  Comments: '5398aa7dafa4ee9720820c307786dfe716c2eceb24017c83e6233c1914827bf7',
  CreateComment: 'c1f1a77db982e6011e010795313d20a3ca796fbc26f03473825d421915b2f8c9',
  CreateProject: '59f49d234f9ecf4e249c5eb5ee965a6bfe06a77993343f0d49255ebbcb41683c',
  CreateTask: '398c8192dfdea91ba1e469ec80786a5b30840abdddda6a2973d24e5ec92ed47c',
  MoveCard: '9092cac7f202851a9d3aaf34c41ef90f7447d477bf207a9e78023c9f569a6c46',
  ProjectChanges: '9f91c16a5a1428df4fa00034d00189883419bfb6d62a7e09a395a87d2628e0b2',
  Projects: '30c83775c23b5bcc3f7c929dbba36434b19eddcdc03fddd2ad24aaa041ac4376',
  RefreshSession: 'b844301ecfb4d2aea0ec22d83328a13f8108c9fe7f2ec42cf5c4b419fa6f734a',
  SignIn: 'eb1b1614f0f6a27cada114415b7a157e36f596ea5df22de974eba07747b5b062',
  SignOut: '98d09262b7947c48ae1b97fe3810cc8efba3315023f8a8d2149a6accb1ee893a',
  Task: 'f3848d2a8a89eda3a14899e5978924989bebe6e347335e1d19e410ff3e412c35',
  TaskChanges: 'dd64c1e4675afea24835e94a1c6ab1a301d6984800063d4fd6d709c83fe8e0b7',
  ThisTaskChanges: '5ba2ead7645ca9f1c4b86a540412bdbe166a46117396f070e80c94349ebf1715',
  UpdateTask: 'b1d7159ba38cab12ee36785be8f7afeebd8e002e51f88081cce3e230066a3e4e',
  Viewer: '696b163b8c4878a6fa7e3bd902daf7ec06b6f69cbc76bd7f5f67ea38ad597aa0',
};
